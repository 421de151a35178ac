/** What a job is: the table it fills, the tables it reads, and what a change of them touches. */
@NullMarked
package dev.guildhouse.jobs.flow;

import org.jspecify.annotations.NullMarked;
