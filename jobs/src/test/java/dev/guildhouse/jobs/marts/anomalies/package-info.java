@NullMarked
package dev.guildhouse.jobs.marts.anomalies;

import org.jspecify.annotations.NullMarked;
