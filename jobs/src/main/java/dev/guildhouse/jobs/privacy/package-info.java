/** Sealing: a month's members become tokens that nobody can turn back into people. */
@NullMarked
package dev.guildhouse.jobs.privacy;

import org.jspecify.annotations.NullMarked;
