package io.micropay.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What became of the tests of a contract, by the names of their methods. */
final class ContractRun implements TestExecutionListener {
    /** Would tell each time that there is no database, which is what is asked for. */
    private static final Logger DATABASE = Logger.getLogger("net.jqwik");

    private final List<String> passed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final Map<String, Throwable> failures = new LinkedHashMap<>();

    private ContractRun() {}

    /** Runs tests of both engines, in this thread, and is quick about what fails. */
    static ContractRun of(DiscoverySelector tests) {
        DATABASE.setLevel(Level.WARNING);
        ContractRun run = new ContractRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(tests)
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .build();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    List<String> passed() {
        return passed;
    }

    List<String> skipped() {
        return skipped;
    }

    Map<String, Throwable> failures() {
        return failures;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.add(name(test));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case FAILED -> failures.put(name(test), result.getThrowable().orElseThrow());
            case ABORTED -> skipped.add(name(test));
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    passed.add(name(test));
                }
            }
        }
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
    }
}
