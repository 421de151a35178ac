/** The configuration file: its schema, its defaults and how it is read. */
@NullMarked
package dev.guildhouse.schema.config;

import org.jspecify.annotations.NullMarked;
