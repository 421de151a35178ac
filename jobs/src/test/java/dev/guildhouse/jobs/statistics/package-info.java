@NullMarked
package dev.guildhouse.jobs.statistics;

import org.jspecify.annotations.NullMarked;
