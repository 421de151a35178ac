/** What makes members unlinkable and takes them out of the tables. */
@NullMarked
package dev.guildhouse.jobs.privacy;

import org.jspecify.annotations.NullMarked;
