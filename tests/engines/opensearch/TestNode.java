import java.io.FileInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One node of OpenSearch. The first argument is a pipe: the node ends when nobody holds it open any more, so that it
 * outlives no test. The second is its folder, all others are settings, key=value.
 */
public class TestNode extends Node {
    TestNode(Settings settings) {
        super(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
            List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, PainlessPlugin.class),
            false);
    }

    public static void main(String[] arguments) throws Exception {
        Thread guard = new Thread(() -> {
            try (FileInputStream pipe = new FileInputStream(arguments[0])) {
                while (pipe.read() >= 0) {}
            } catch (Exception error) {
                error.printStackTrace();
            }
            Runtime.getRuntime().halt(0);
        });
        guard.setDaemon(true);
        guard.start();
        Settings.Builder settings = Settings.builder().put("path.home", Path.of(arguments[1]).toAbsolutePath());
        for (int at = 2; at < arguments.length; at++) {
            String[] pair = arguments[at].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        new TestNode(settings.build()).start();
        System.out.println("started");
        Thread.sleep(Long.MAX_VALUE);
    }
}
