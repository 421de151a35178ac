/** The proof that nothing of a person is left: every file is read and searched for what must be gone. */
@NullMarked
package dev.guildhouse.schema.privacy;

import org.jspecify.annotations.NullMarked;
