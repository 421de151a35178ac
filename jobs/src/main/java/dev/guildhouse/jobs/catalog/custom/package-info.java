/** Reports of a home's own: read from YAML files, held against the data dictionary, built of tables. */
@NullMarked
package dev.guildhouse.jobs.catalog.custom;

import org.jspecify.annotations.NullMarked;
