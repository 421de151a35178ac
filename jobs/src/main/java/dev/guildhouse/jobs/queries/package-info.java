/** Questions that are asked by name: each declared once, with its options and who may ask it. */
@NullMarked
package dev.guildhouse.jobs.queries;

import org.jspecify.annotations.NullMarked;
