/**
 * A Discord of our own that speaks REST and gateway over real sockets, so that tests see what the
 * library and the program do on the wire.
 */
@NullMarked
package dev.guildhouse.collector.fake;

import org.jspecify.annotations.NullMarked;
