/** Every additive number and every unique, declared once. */
@NullMarked
package dev.guildhouse.schema.metrics;

import org.jspecify.annotations.NullMarked;
