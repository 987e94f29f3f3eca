import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.LocalMapStats;
import com.hazelcast.partition.PartitionService;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * A member that joins a Hazelcast cluster and says over HTTP what it holds, for {@code starling
 * compare}. Run from its source, as Hazelcast is no dependency of this program:
 *
 * <pre>java -cp hazelcast.jar -Dhazelcast.config=FILE HazelcastNewcomer.java PORT</pre>
 *
 * <p>The answer is a line: entries of the map here, as owner or backup; partitions that it owns; and
 * {@code safe} if the cluster says that every partition has all its copies, otherwise {@code busy}.
 */
final class HazelcastNewcomer {
  private HazelcastNewcomer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    HazelcastInstance member = Hazelcast.newHazelcastInstance();
    int port = Integer.parseInt(arguments[0]);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = look(member).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    new CountDownLatch(1).await();
  }

  private static String look(HazelcastInstance member) {
    IMap<String, byte[]> map = member.getMap("comparison");
    LocalMapStats stats = map.getLocalMapStats();
    PartitionService partitions = member.getPartitionService();
    long owned =
        partitions.getPartitions().stream()
            .filter(partition -> partition.getOwner() != null && partition.getOwner().localMember())
            .count();
    return (stats.getOwnedEntryCount() + stats.getBackupEntryCount())
        + " "
        + owned
        + (partitions.isClusterSafe() ? " safe" : " busy");
  }
}
