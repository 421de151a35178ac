@NullMarked
package dev.guildhouse.jobs.queries.serverstats;

import org.jspecify.annotations.NullMarked;
