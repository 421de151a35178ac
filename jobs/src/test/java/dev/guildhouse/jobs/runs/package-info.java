@NullMarked
package dev.guildhouse.jobs.runs;

import org.jspecify.annotations.NullMarked;
