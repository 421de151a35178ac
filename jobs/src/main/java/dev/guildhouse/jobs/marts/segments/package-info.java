/** Where members stand, night by night: segments, score, moves between segments. */
@NullMarked
package dev.guildhouse.jobs.marts.segments;

import org.jspecify.annotations.NullMarked;
