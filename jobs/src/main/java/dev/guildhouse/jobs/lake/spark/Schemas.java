package dev.guildhouse.jobs.lake.spark;

import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.TableDef;
import java.util.Collection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/** The contract's columns as Spark's types. */
public final class Schemas {
  /** Amounts: few enough digits for a long. */
  public static final DecimalType AMOUNT = DataTypes.createDecimalType(18, 4);

  private Schemas() {}

  public static StructType of(TableDef table) {
    return of(table.columns());
  }

  public static StructType of(Collection<Column> columns) {
    StructType schema = new StructType();
    for (Column column : columns) {
      Metadata comment =
          new MetadataBuilder().putString("comment", column.comment()).build();
      schema = schema.add(column.name(), type(column), column.isNullable(), comment);
    }
    return schema;
  }

  public static DataType type(Column column) {
    return switch (column.type()) {
      case BOOLEAN -> DataTypes.BooleanType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case DECIMAL -> AMOUNT;
      case STRING -> DataTypes.StringType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case DATE -> DataTypes.DateType;
      case MAP -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    };
  }
}
