@NullMarked
package dev.guildhouse.jobs.queries.exports;

import org.jspecify.annotations.NullMarked;
