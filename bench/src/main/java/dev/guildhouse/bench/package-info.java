/** The benchmark beside its peer; not shipped. */
@NullMarked
package dev.guildhouse.bench;

import org.jspecify.annotations.NullMarked;
