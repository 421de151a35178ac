package dev.guildhouse.collector.discord;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Counts how often Discord refused a request because there were too many, and for how long. */
public final class RateLimitCount implements Interceptor {
  private static final int TOO_MANY_REQUESTS = 429;

  private final AtomicLong refusals = new AtomicLong();
  private final AtomicLong seconds = new AtomicLong();

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.code() == TOO_MANY_REQUESTS) {
      refusals.incrementAndGet();
      seconds.addAndGet(wholeSeconds(response.header("Retry-After")));
    }
    return response;
  }

  private static long wholeSeconds(@Nullable String retryAfter) {
    try {
      return retryAfter == null ? 0 : (long) Math.ceil(Double.parseDouble(retryAfter));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public long refusals() {
    return refusals.get();
  }

  /** What Discord asked to wait, in all. */
  public long seconds() {
    return seconds.get();
  }
}
