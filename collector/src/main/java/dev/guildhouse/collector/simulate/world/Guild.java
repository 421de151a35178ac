package dev.guildhouse.collector.simulate.world;

/**
 * A simulated guild before anything happens in it.
 *
 * @param seed decides everything that happens here
 * @param id its id on Discord
 * @param number its place among the simulated guilds, below 1,024
 */
public record Guild(
    long seed, long id, int number, Span span, Cast cast, Channels channels, Watch watch) {}
