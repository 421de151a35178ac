package dev.guildhouse.schedules.notebooks.cells;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.guildhouse.jobs.lake.ShownTables;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.TableDef;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Tables as notebooks see them: in the place of members, messages and threads stand numbers that hold
 * for one session. The same member has the same number in every table, so that tables can be joined;
 * what a saved notebook shows of them leads nobody to anyone, and outlives no erasure and no seal.
 */
final class SessionTokens extends ShownTables {
  private static final int SECRET_BYTES = 32;

  /** Beside the columns of keys: what names its author to everybody who can read the channel. */
  private static final Set<String> NAMING =
      Set.of("message_id", "thread_id", "subject_id", "case_id", "occasion_id", "reward_id");

  private final UserDefinedFunction token;

  private SessionTokens(TableReader tables, UserDefinedFunction token) {
    super(tables);
    this.token = token;
  }

  /** The numbers of a session: a secret is drawn for them, which is written nowhere. */
  static UserDefinedFunction draw() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return under(secret);
  }

  static UserDefinedFunction under(byte[] secret) {
    return udf(new Token(secret), DataTypes.LongType);
  }

  /**
   * The tables of a release under the numbers of a session.
   *
   * @param token as {@link #draw} made it
   */
  static TableReader of(TableReader tables, UserDefinedFunction token) {
    return new SessionTokens(tables, token);
  }

  static boolean isHidden(Column column) {
    return column.type() == ColumnType.LONG
        && (column.name().endsWith("_key") || NAMING.contains(column.name()));
  }

  @Override
  protected Dataset<Row> shown(TableDef table, Dataset<Row> rows) {
    return table.columns().stream().noneMatch(SessionTokens::isHidden)
        ? rows
        : rows.select(table.columns().stream()
            .map(column -> isHidden(column)
                ? token.apply(col(column.name())).as(column.name())
                : col(column.name()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  /** A keyed hash, above 0; 0 stays what it is, which stands for nobody and nothing. */
  static final class Token implements UDF1<@Nullable Long, @Nullable Long> {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;
    private transient @Nullable Mac mac;

    Token(byte[] secret) {
      this.secret = secret.clone();
    }

    @Override
    public synchronized @Nullable Long call(@Nullable Long key) throws GeneralSecurityException {
      if (key == null || key == 0) {
        return key;
      }
      Mac ready = mac;
      if (ready == null) {
        ready = Mac.getInstance(ALGORITHM);
        ready.init(new SecretKeySpec(secret, ALGORITHM));
        mac = ready;
      }
      byte[] code = ready.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(key).array());
      return Math.max(1, ByteBuffer.wrap(code).getLong() >>> 1);
    }
  }
}
