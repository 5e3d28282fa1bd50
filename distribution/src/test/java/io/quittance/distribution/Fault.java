package io.quittance.distribution;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What goes wrong while payments are told, and is over after a while. */
enum Fault {
    /** The gateway's process is gone in the middle of a step, and a supervisor starts it again. */
    GATEWAY_KILLED {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.killGateway();
            stage.startGateway();
        }
    },
    /** The gateway is told to end, as at a roll-out, and started again. */
    GATEWAY_ENDED {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.endGateway();
            stage.startGateway();
        }
    },
    /** The gateway does nothing for a while; its connections stay. */
    GATEWAY_FROZEN {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.freezeGateway();
            stage.awhile();
            stage.thawGateway();
        }
    },
    /** The server of the store is gone with all sessions, and recovers from its log. */
    POSTGRES_KILLED {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.killPostgres();
            stage.awhile();
            stage.startPostgres();
        }
    },
    /** The server of the store does nothing for a while; its connections stay. */
    POSTGRES_FROZEN {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.freezePostgres();
            stage.awhile();
            stage.thawPostgres();
        }
    },
    /** Both machines lose power in the same moment. */
    BOTH_KILLED {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.killPostgres();
            stage.killGateway();
            stage.startPostgres();
            stage.startGateway();
        }
    },
    /** Connections to the store break anywhere, also between a commit and its confirmation. */
    CONNECTIONS_CUT {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.cutConnections();
            stage.awhile();
            stage.mendConnections();
        }
    },
    /** Whatever is sent to the store and by it comes late. */
    NETWORK_SLOW {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.network().delay(LATE_MILLIS);
            stage.awhile();
            stage.network().delay(0);
        }
    },
    /** Nothing reaches the store, and nobody is told: connections are open at one end only. */
    NETWORK_SILENT {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.network().fallSilent();
            stage.awhile();
            stage.network().endSilence();
        }
    },
    /** The server of the store answers, and takes no writes. */
    POSTGRES_READ_ONLY {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.refuseWrites();
            stage.awhile();
            stage.takeWrites();
        }
    },
    /** The disk of the store is full, until somebody makes room. */
    DISK_FULL(SmallDisk::isPossible) {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.disk().fill();
            stage.awhile();
            stage.disk().makeRoom();
            stage.revivePostgres();
        }
    },
    /** The server of the store goes, and cannot come back: its disk takes no writes for a while. */
    DISK_READ_ONLY(SmallDisk::isPossible) {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.killPostgres();
            stage.disk().refuseWrites();
            stage.tryPostgres();
            stage.awhile();
            stage.disk().takeWrites();
            stage.startPostgres();
        }
    },
    /** The gateway needs more memory than there is. */
    MEMORY_GONE {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.exhaustGateway();
            stage.startGateway();
        }
    },
    /** The gateway's clock runs an hour ahead, and is set right. */
    CLOCK_AHEAD(FaultyClock::isPossible) {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.clock().set(HOUR);
            stage.awhile();
            stage.clock().set(Duration.ZERO);
        }
    },
    /** The gateway's clock is an hour late, and is set right. */
    CLOCK_BEHIND(FaultyClock::isPossible) {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.clock().set(HOUR.negated());
            stage.awhile();
            stage.clock().set(Duration.ZERO);
        }
    },
    /** Nobody says where the store, the providers and the merchant are, and all connections to the store are gone. */
    NAMES_SILENT(NameServer::isPossible) {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.names().fallSilent();
            stage.cutConnections();
            stage.awhile();
            stage.mendConnections();
            stage.names().answer();
        }
    },
    /** The gateway starts while the names of the others are said not to exist. */
    NAMES_DENIED(NameServer::isPossible) {
        @Override
        void strike(FaultStage stage) throws Exception {
            stage.names().deny();
            stage.killGateway();
            stage.launchGateway();
            stage.awhile();
            stage.names().answer();
            stage.awaitGateway();
        }
    };

    private static final long LATE_MILLIS = 40;
    private static final Duration HOUR = Duration.ofHours(1);

    private final BooleanSupplier possible;

    Fault() {
        this(() -> true);
    }

    Fault(BooleanSupplier possible) {
        this.possible = possible;
    }

    /** Happens, and is over when this returns. */
    abstract void strike(FaultStage stage) throws Exception;

    /** Whether this machine lets it happen. */
    boolean isPossible() {
        return possible.getAsBoolean();
    }
}
