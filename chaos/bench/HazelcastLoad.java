import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Load on a Hazelcast cluster, for {@code starling compare}. Run from its source, as Hazelcast is no
 * dependency of this program:
 *
 * <pre>java -cp hazelcast.jar:starling.jar HazelcastLoad.java HOST:PORT,... KEYS VALUE-BYTES</pre>
 *
 * <p>Each line of the input is a task: {@code fill}, or {@code get} or {@code set} with the number
 * of threads, each of which has one request pending, and the seconds. A line answers it: what was
 * done, in how many seconds, and the latencies p50 and p99 in milliseconds.
 */
final class HazelcastLoad {
  private static final int FILLED_AT_ONCE = 20_000;

  private final IMap<String, byte[]> map;
  private final String[] keys;
  private final byte[] value;

  private HazelcastLoad(IMap<String, byte[]> map, int keys, int valueBytes) {
    this.map = map;
    this.keys = IntStream.range(0, keys).mapToObj("key:%012d"::formatted).toArray(String[]::new);
    this.value = new byte[valueBytes];
    new Random(valueBytes).nextBytes(value);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ClientConfig config = new ClientConfig();
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.getNetworkConfig().addAddress(arguments[0].split(","));
    HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
    try {
      int keys = Integer.parseInt(arguments[1]);
      int valueBytes = Integer.parseInt(arguments[2]);
      new HazelcastLoad(client.getMap("comparison"), keys, valueBytes).serve();
    } finally {
      client.shutdown();
    }
  }

  private void serve() throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      System.out.println(
          words[0].equals("fill")
              ? fill()
              : run(
                  words[0].equals("get"),
                  Integer.parseInt(words[1]),
                  Integer.parseInt(words[2])));
      System.out.flush();
    }
  }

  private String fill() {
    long begin = System.nanoTime();
    Map<String, byte[]> batch = new HashMap<>();
    for (String key : keys) {
      batch.put(key, value);
      if (batch.size() == FILLED_AT_ONCE) {
        map.putAll(batch);
        batch.clear();
      }
    }
    map.putAll(batch);
    return answer(keys.length, System.nanoTime() - begin, new Histogram(3));
  }

  private String run(boolean read, int threadCount, int seconds) throws InterruptedException {
    List<Histogram> parts = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < threadCount; i++) {
      Histogram part = new Histogram(3);
      parts.add(part);
      SplittableRandom random = new SplittableRandom(begin + i);
      threads.add(Thread.ofPlatform().start(() -> loop(read, end, random, part)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Histogram all = new Histogram(3);
    parts.forEach(all::add);
    return answer(all.getTotalCount(), System.nanoTime() - begin, all);
  }

  private void loop(boolean read, long end, SplittableRandom random, Histogram latencies) {
    long now = System.nanoTime();
    while (now - end < 0) {
      String key = keys[random.nextInt(keys.length)];
      if (read) {
        if (map.get(key) == null) {
          throw new IllegalStateException(key + " is not there");
        }
      } else {
        map.set(key, value);
      }
      long done = System.nanoTime();
      latencies.recordValue(done - now);
      now = done;
    }
  }

  private static String answer(long operations, long nanos, Histogram latencies) {
    return String.format(
        Locale.ROOT,
        "%d %.3f %.4f %.4f",
        operations,
        nanos / 1e9,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6);
  }
}
