/** Every report there is: those that come along, made of answers and numbers, and a home's own. */
@NullMarked
package dev.guildhouse.jobs.catalog;

import org.jspecify.annotations.NullMarked;
