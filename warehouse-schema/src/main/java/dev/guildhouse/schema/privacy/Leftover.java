package dev.guildhouse.schema.privacy;

/**
 * Something that should be gone and is not, or a file that cannot be searched.
 *
 * @param file as it is named below the folder that was read
 * @param place where in the file
 * @param what the needle's name, never its value
 * @param form how it is written there
 */
public record Leftover(String file, String place, String what, String form) {
  /** The form of a file that could not be read: what is in it is not known. */
  public static final String UNREADABLE = "unreadable";

  /** A sentence for a person. */
  public String line() {
    return file + ": " + what + " (" + form + ", " + place + ")";
  }
}
