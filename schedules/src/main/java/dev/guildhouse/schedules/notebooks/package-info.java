/** Notebooks on the tables: what Jupyter needs in the home, and how it is started. No Spark. */
@NullMarked
package dev.guildhouse.schedules.notebooks;

import org.jspecify.annotations.NullMarked;
