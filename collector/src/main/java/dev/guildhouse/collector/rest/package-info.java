/** Asks Discord by REST, and reads its answers. */
@NullMarked
package dev.guildhouse.collector.rest;

import org.jspecify.annotations.NullMarked;
