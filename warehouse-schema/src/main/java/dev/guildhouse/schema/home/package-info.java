/** The one folder under which all state lives. */
@NullMarked
package dev.guildhouse.schema.home;

import org.jspecify.annotations.NullMarked;
