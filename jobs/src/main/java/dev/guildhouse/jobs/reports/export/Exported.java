package dev.guildhouse.jobs.reports.export;

import java.nio.file.Path;

/**
 * A table that was exported.
 *
 * @param file where it is now
 * @param rows how many rows it holds
 * @param bytes its size
 */
public record Exported(Path file, long rows, long bytes) {}
