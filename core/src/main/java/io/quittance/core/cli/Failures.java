package io.quittance.core.cli;

import io.quittance.core.StartException;
import io.quittance.core.config.ConfigurationException;
import io.quittance.core.demo.DemoException;
import io.quittance.core.plugin.ConformanceException;
import io.quittance.core.store.StoreException;
import io.quittance.core.template.TemplateException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;

/** Tells a failure to whoever typed the command. */
final class Failures {

    private Failures() {}

    static int report(PrintWriter out, Throwable failure) {
        if (failure instanceof ConfigurationException refused) {
            refused.problems().forEach(out::println);
            return ExitCode.WRONG_INPUT;
        }
        if (failure instanceof CommandException impossible) {
            out.println(impossible.getMessage());
            return impossible.exitCode();
        }
        if (failure instanceof StoreException
                || failure instanceof StartException
                || failure instanceof ConformanceException
                || failure instanceof TemplateException
                || failure instanceof DemoException) {
            out.println(failure.getMessage());
            return ExitCode.WRONG_INPUT;
        }
        LoggerFactory.getLogger(Failures.class).atError().setCause(failure).log("Quittance failed");
        out.println("Quittance failed: " + failure);
        return ExitCode.FAULT;
    }
}
