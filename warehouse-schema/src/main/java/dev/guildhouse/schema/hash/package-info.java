/** The one kind of checksum that files, settings and posts are known by. */
@NullMarked
package dev.guildhouse.schema.hash;

import org.jspecify.annotations.NullMarked;
