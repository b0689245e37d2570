"""The portal: accounts and roles over the published folders (contract, chapter 5). The night knows nothing of it."""
