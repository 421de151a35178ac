package dev.guildhouse.collector.imports.reading;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.members.MemberKeyring;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a reader needs to know beyond the file's content.
 *
 * @param fileName last part of the path
 * @param isPartOfMore whether the file is one of several that share one date range
 * @param sessionId stands for the import of this content
 * @param receivedAt when Guildhouse takes the file; no event may lie more than a day after it
 * @param guildId guild of a file that does not name its own
 * @param channelId channel of a file that does not name its own
 * @param zone zone of times that are written without one
 * @param organizationOf the organization of a guild, 0 for none
 * @param keywords what to look for in texts of a guild
 * @param keyrings the member keys of a guild; always the same for the same guild
 * @param leftOut hears of each event that is not yielded because of whose it is
 */
public record ReadSettings(
    String fileName,
    boolean isPartOfMore,
    long sessionId,
    Instant receivedAt,
    @Nullable Long guildId,
    @Nullable Long channelId,
    @Nullable ZoneId zone,
    LongUnaryOperator organizationOf,
    LongFunction<Keywords> keywords,
    LongFunction<MemberKeyring> keyrings,
    Runnable leftOut) {}
