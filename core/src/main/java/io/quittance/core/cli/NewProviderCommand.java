package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.quittance.core.Build;
import io.quittance.core.template.NewDirectory;
import io.quittance.core.template.ProviderNames;
import io.quittance.core.template.ProviderProject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quittance new-provider}: writes a project that is a working provider, for its author to change. */
@Command(
        name = "new-provider",
        description = {
            "Writes the project of a new provider: it works, and is yours to change.",
            "It is a Maven project with signed notifications, look-ups, tests, and the conformance kit over recordings."
        },
        footer = {
            "A provider called acme, in acme-provider", "quittance new-provider acme",
            "With a package and a directory of your own",
                    "quittance new-provider acme --package com.acme.payments --directory /srv/acme-provider"
        },
        exitCodeList = {
            "0:It is written.",
            "1:The name or the package is none, or the directory is not empty.",
            "2:A fault of Quittance."
        })
final class NewProviderCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "NAME",
            description = "What the provider is called in a configuration: lower-case letters, digits and dashes.")
    private @Nullable String name;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the project is written: a directory that is empty or not there yet. By default"
                    + " NAME-provider.")
    private @Nullable Path directory;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The Java package of its classes. By default com.example.NAME.")
    private @Nullable String packageName;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        ProviderNames names = ProviderNames.of(requireNonNull(name), Optional.ofNullable(packageName));
        ProviderProject project = new ProviderProject(names, Build.version());
        Path target = directory == null ? Path.of(project.directory()) : directory;
        Map<String, String> files = project.files();
        NewDirectory.fill(target, files);
        tell(target, files, project.jar());
        return ExitCode.OK;
    }

    private void tell(Path target, Map<String, String> files, String jar) {
        PrintWriter out = Printing.out(spec);
        files.keySet().forEach(file -> out.println("wrote " + target.resolve(file)));
        out.println();
        out.println("Next:");
        out.println("  mvn -f " + quoted(target) + " verify");
        out.println("  quittance conform " + quoted(target.resolve(jar)));
        out.println("  cp " + quoted(target.resolve(jar)) + " " + quoted(Installation.plugins()));
        out.println();
        out.println("docs/writing-a-provider.md explains each file.");
        out.flush();
    }

    /** As a shell takes it for one word. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
