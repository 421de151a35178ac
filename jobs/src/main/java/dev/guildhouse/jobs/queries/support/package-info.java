/** Questions about who asks for help, who gives it, and how long it takes. */
@NullMarked
package dev.guildhouse.jobs.queries.support;

import org.jspecify.annotations.NullMarked;
