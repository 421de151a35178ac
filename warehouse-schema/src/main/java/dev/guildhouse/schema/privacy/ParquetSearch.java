package dev.guildhouse.schema.privacy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Searches every value of a Parquet file: those of its rows, those that only its dictionaries,
 * statistics and page indexes still hold, and its notes. One column of one row group is in memory at
 * a time.
 */
final class ParquetSearch {
  private final Needles needles;
  private final PlacedSearch search;

  ParquetSearch(PlacedSearch search) {
    this.needles = search.needles();
    this.search = search;
  }

  void read(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      reader.getFileMetaData().getKeyValueMetaData().forEach((key, value) -> {
        text("note " + key, key);
        text("note " + key, value);
      });
      MessageType schema = reader.getFileMetaData().getSchema();
      List<BlockMetaData> groups = reader.getRowGroups();
      for (int group = 0; group < groups.size(); group++) {
        for (ColumnChunkMetaData chunk : groups.get(group).getColumns()) {
          statistics(reader, chunk);
        }
        for (ColumnDescriptor column : schema.getColumns()) {
          values(reader, group, column, isAllInDictionary(groups.get(group), column));
        }
      }
    }
  }

  private void statistics(ParquetFileReader reader, ColumnChunkMetaData chunk) throws IOException {
    String place = "statistics of " + chunk.getPath().toDotString();
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics != null && statistics.hasNonNullValue()) {
      search.whole(place, statistics.getMinBytes());
      search.whole(place, statistics.getMaxBytes());
    }
    ColumnIndex index = reader.readColumnIndex(chunk);
    if (index != null) {
      for (ByteBuffer value : index.getMinValues()) {
        search.whole(place, bytes(value));
      }
      for (ByteBuffer value : index.getMaxValues()) {
        search.whole(place, bytes(value));
      }
    }
  }

  /** Whether each value is one of the dictionary's, so that whoever read that has read them all. */
  private static boolean isAllInDictionary(BlockMetaData group, ColumnDescriptor column) {
    ColumnPath path = ColumnPath.get(column.getPath());
    return group.getColumns().stream()
        .filter(chunk -> chunk.getPath().equals(path))
        .map(ColumnChunkMetaData::getEncodingStats)
        .allMatch(stats -> stats != null
            && stats.hasDictionaryEncodedPages()
            && !stats.hasNonDictionaryEncodedPages());
  }

  private void values(
      ParquetFileReader reader, int group, ColumnDescriptor column, boolean isAllInDictionary)
      throws IOException {
    PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
    boolean isNumber = type == PrimitiveTypeName.INT64;
    if (!isNumber
        && type != PrimitiveTypeName.BINARY
        && type != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      return; // too short for a key
    }
    String place = "column " + String.join(".", column.getPath());
    reader.setRequestedSchema(List.of(column));
    boolean isDictionaryRead = dictionary(reader.readRowGroup(group), column, place);
    if (isDictionaryRead && isAllInDictionary) {
      return;
    }
    PageReadStore pages = reader.readRowGroup(group);
    long count = pages.getPageReader(column).getTotalValueCount();
    MessageType schema = reader.getFileMetaData().getSchema();
    ColumnReader values = new ColumnReadStoreImpl(
            pages, new NoRecords(), schema, reader.getFileMetaData().getCreatedBy())
        .getColumnReader(column);
    for (long i = 0; i < count; i++) {
      if (values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
        if (isNumber) {
          number(place, values.getLong());
        } else {
          search.whole(place, values.getBinary().getBytesUnsafe());
        }
      }
      values.consume();
    }
  }

  /** Whether there is one. */
  private boolean dictionary(PageReadStore pages, ColumnDescriptor column, String place)
      throws IOException {
    DictionaryPage page = pages.getPageReader(column).readDictionaryPage();
    if (page == null) {
      return false;
    }
    Dictionary dictionary = page.getEncoding().initDictionary(column, page);
    for (int id = 0; id <= dictionary.getMaxId(); id++) {
      if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
        number(place, dictionary.decodeToLong(id));
      } else {
        search.whole(place, dictionary.decodeToBinary(id).getBytesUnsafe());
      }
    }
    return true;
  }

  private void number(String place, long value) {
    int owner = needles.owner(value);
    if (owner != Needles.NONE) {
      search.found(place, owner, "value");
    }
  }

  private void text(String place, String text) {
    search.whole(place, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Columns are read one by one, and no record is put together. */
  private static final class NoRecords extends GroupConverter {
    @Override
    public void start() {}

    @Override
    public void end() {}

    @Override
    public Converter getConverter(int field) {
      return new NoValues();
    }
  }

  private static final class NoValues extends PrimitiveConverter {
    @Override
    public GroupConverter asGroupConverter() {
      return new NoRecords();
    }
  }
}
