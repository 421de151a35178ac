@NullMarked
package dev.guildhouse.jobs.queries.analysis;

import org.jspecify.annotations.NullMarked;
