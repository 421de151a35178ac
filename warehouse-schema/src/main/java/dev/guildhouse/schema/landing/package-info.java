/** Where landing files lie between those who write them and the ingest, and how a bad one is put aside. */
@NullMarked
package dev.guildhouse.schema.landing;

import org.jspecify.annotations.NullMarked;
