/** Tests. */
@NullMarked
package dev.guildhouse.schema.kpis;

import org.jspecify.annotations.NullMarked;
