/** Reports as neutral documents, and the manifest that stands beside each. */
@NullMarked
package dev.guildhouse.schema.reports;

import org.jspecify.annotations.NullMarked;
