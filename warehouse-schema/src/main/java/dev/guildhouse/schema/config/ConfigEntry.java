package dev.guildhouse.schema.config;

/**
 * One setting as it holds.
 *
 * @param path its key, as {@code defaults.privacy.mode}
 * @param value its value as JSON, {@code (hidden)} for a secret, empty when it is not set
 * @param origin {@code line 3}, the environment variable, {@code defaults}, or {@code default}
 */
public record ConfigEntry(String path, String value, String origin) {}
