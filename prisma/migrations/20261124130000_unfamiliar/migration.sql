-- An array-day unlike anything the network was trained on gets no verdict, and says so.
ALTER TYPE "NoVerdictReason" ADD VALUE 'unfamiliar' BEFORE 'processing_error';
