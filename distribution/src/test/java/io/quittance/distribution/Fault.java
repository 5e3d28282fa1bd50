package io.quittance.distribution;

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
    };

    /** Happens, and is over when this returns. */
    abstract void strike(FaultStage stage) throws Exception;
}
