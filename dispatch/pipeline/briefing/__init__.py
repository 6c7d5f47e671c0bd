"""The sheet for the signer (phiếu trình ký) that goes with a draft."""
