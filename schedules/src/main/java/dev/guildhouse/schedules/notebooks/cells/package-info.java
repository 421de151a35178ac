/** What the cells of a notebook work with, inside Jupyter's kernel: tables, questions, pictures. */
@NullMarked
package dev.guildhouse.schedules.notebooks.cells;

import org.jspecify.annotations.NullMarked;
