/** Reports: each is one class that builds from tables what it says; files follow by themselves. */
@NullMarked
package dev.guildhouse.jobs.reports;

import org.jspecify.annotations.NullMarked;
