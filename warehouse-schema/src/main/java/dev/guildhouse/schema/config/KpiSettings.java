package dev.guildhouse.schema.config;

/**
 * When a missed target is an alert, and of what severity.
 *
 * @param criticalPercent miss from which it is critical
 * @param warningPercent miss from which it is a warning
 * @param smallCount expected events below which a miss is at most info unless chance is excluded
 */
public record KpiSettings(int criticalPercent, int warningPercent, int smallCount) {}
