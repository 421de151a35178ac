package dev.guildhouse.schema.config;

/**
 * The parts of the activity score and how fast it fades.
 *
 * @param messages weight of messages
 * @param reactions weight of reactions given
 * @param voice weight of voice time
 * @param threads weight of threads started, joined and written in
 * @param halfLifeDays idle days after which a score has halved
 */
public record ScoreSettings(
    double messages, double reactions, double voice, double threads, int halfLifeDays) {}
