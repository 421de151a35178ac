/** Lists that people take away as files: members, and what rewards are paid for. */
@NullMarked
package dev.guildhouse.jobs.queries.exports;

import org.jspecify.annotations.NullMarked;
