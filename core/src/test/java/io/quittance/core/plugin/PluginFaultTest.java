package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginFaultTest {

    @Test
    void shouldSayInOneLineWhatATerminalDoesNotObey() {
        PluginFault fault = new PluginFault("no\r\n\tkey \u001b[2J\u009b2J\u202eab\u2028c");

        assertThat(fault.reason()).isEqualTo("no key ?[2J?2J?ab?c");
    }
}
