package io.quittance.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was measured on. */
record Machine(String processor, int processors, long memory, String system, String java, String device) {

    static Machine here(String device) {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                device);
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    JsonObject json() {
        return new JsonObject()
                .put("processor", processor)
                .put("processors", processors)
                .put("memory", memory)
                .put("system", system)
                .put("java", java)
                .put("device", device);
    }

    /** In a line. */
    String describe() {
        return "%d × %s, %d GiB, %s, %s, store on %s"
                .formatted(processors, processor, Math.round(memory / Math.pow(1024, 3)), system, java, device);
    }
}
