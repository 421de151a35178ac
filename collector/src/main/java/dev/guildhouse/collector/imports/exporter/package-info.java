/** Reads exports of DiscordChatExporter, JSON and CSV, as streams of raw events. */
@NullMarked
package dev.guildhouse.collector.imports.exporter;

import org.jspecify.annotations.NullMarked;
