package io.quittance.distribution;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Takes all memory of another process: it is brought there in a jar as an agent, and runs in it. */
public final class MemoryEater {
    private static final int MEAL = 1 << 20;
    private static final String CLASS = "io/quittance/distribution/MemoryEater.class";

    private MemoryEater() {}

    /** Runs in the other process. */
    public static void agentmain(String arguments) {
        List<byte[]> eaten = new ArrayList<>();
        while (eaten.size() < Integer.MAX_VALUE) {
            eaten.add(new byte[MEAL]);
        }
    }

    /** Returns once the other process has no memory left, or does not answer any more. */
    static void visit(long process, Path directory) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process));
        try {
            machine.loadAgent(jar(directory.resolve("memory-eater.jar")).toString());
        } catch (IOException gone) {
            // It ended before it could answer, as it should.
        } finally {
            machine.detach();
        }
    }

    private static Path jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), MemoryEater.class.getName());
        try (OutputStream output = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(output, manifest);
                InputStream own = MemoryEater.class.getClassLoader().getResourceAsStream(CLASS)) {
            jar.putNextEntry(new JarEntry(CLASS));
            own.transferTo(jar);
        }
        return file;
    }
}
