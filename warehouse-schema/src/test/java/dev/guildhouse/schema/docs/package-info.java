/** Pages that are generated from the code and held against it. */
@NullMarked
package dev.guildhouse.schema.docs;

import org.jspecify.annotations.NullMarked;
